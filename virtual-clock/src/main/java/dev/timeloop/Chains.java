package dev.timeloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The stages that a failure went down, in a bounded number of words. */
final class Chains {
    private static final int MOST_ENDS = 5;
    private static final int MOST_STAGES = 8;

    private Chains() {}

    /** One text for each end that nobody looked at; the first few in full, the others counted. */
    static List<String> of(Failure failure) {
        List<String> chains = new ArrayList<>();
        int more = 0;
        for (Task<?> end : failure.unlookedEnds()) {
            if (end == failure.origin) {
                continue;
            }
            if (chains.size() < MOST_ENDS) {
                chains.add(path(end, failure.origin));
            } else {
                more++;
            }
        }
        if (more > 0) {
            chains.add(more + " more");
        }
        return chains;
    }

    /** The stages between a failure and one of its ends: the first ones, and the last ones. */
    private static String path(Task<?> end, Task<?> origin) {
        List<String> stages = new ArrayList<>();
        Task<?> stage = end;
        while (stage != null && stage != origin && !stage.isRoot()) {
            stages.add(stage.stage());
            stage = stage.source;
        }
        Collections.reverse(stages);
        int count = stages.size();
        if (count > MOST_STAGES) {
            List<String> left = stages.subList(MOST_STAGES / 2, count - MOST_STAGES / 2);
            int skipped = left.size();
            left.clear();
            stages.add(MOST_STAGES / 2, "(" + skipped + " more)");
        }
        return String.join(" -> ", stages);
    }
}
