package dev.timeloop.assertj;

import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;

/** What is said when an assertion on a partition fails. */
final class PartitionMessages {
    private PartitionMessages() {}

    static Message shouldHaveExactly(
            Partition<?> partition, Share share, List<? extends Task<?>> expected) {
        List<? extends Task<?>> actual = share.of(partition);
        List<Task<?>> missing = without(expected, actual);
        List<Task<?>> unexpected = without(actual, expected);
        StringBuilder text =
                new StringBuilder("Expecting exactly these tasks ")
                        .append(share.claim)
                        .append(", in ")
                        .append(share.order)
                        .append(':')
                        .append(TaskText.list(expected));
        if (!missing.isEmpty()) {
            text.append("\nbut not ").append(share.adjective).append(':');
            text.append(TaskText.list(missing));
        }
        if (!unexpected.isEmpty()) {
            text.append(missing.isEmpty() ? "\nbut " : "\nand ").append(share.adjective);
            text.append(" as well:").append(TaskText.list(unexpected));
        }
        if (missing.isEmpty() && unexpected.isEmpty()) {
            text.append("\nbut the order is another:").append(TaskText.list(actual));
        }
        return new Message(text + whole(partition));
    }

    static Message shouldHaveNo(Partition<?> partition, Share share) {
        return new Message(
                "Expecting no task "
                        + share.claim
                        + "\nbut "
                        + share.adjective
                        + ':'
                        + TaskText.list(share.of(partition))
                        + whole(partition));
    }

    /** For an assertion on exactly no tasks, which reads as its opposite: {@code hasFailed()}. */
    static String noneGiven(Share share) {
        String name = share.adjective;
        name = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return "has"
                + name
                + "() was given no task to look for.\n-> if there is none: hasNo"
                + name
                + "()";
    }

    private static List<Task<?>> without(
            List<? extends Task<?>> tasks, List<? extends Task<?>> others) {
        List<Task<?>> rest = new ArrayList<>(tasks);
        others.forEach(rest::remove);
        return rest;
    }

    private static String whole(Partition<?> partition) {
        return "\nThe partition:\n  " + partition.toString().replace("\n", "\n  ");
    }
}
