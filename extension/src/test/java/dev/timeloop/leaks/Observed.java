package dev.timeloop.leaks;

import dev.timeloop.LooseEnd;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.observe.Observation;
import java.util.List;

/** What is found after something was done on real time. */
final class Observed {
    private Observed() {}

    interface Deed {
        void run() throws Exception;
    }

    static List<LooseEnd> after(Deed deed) throws Exception {
        return after(deed, false);
    }

    static List<LooseEnd> after(Deed deed, boolean everyBranch) throws Exception {
        Agent.observe();
        try (Observation observation = Observation.open(everyBranch)) {
            Observation before = observation.enter();
            try {
                deed.run();
            } finally {
                Observation.restore(before);
            }
            return observation.looseEnds();
        }
    }
}
