package dev.timeloop.agent.pools;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Empty queues of the same kind and capacity as others. */
final class Queues {
    private Queues() {}

    /** An empty queue like another, of the same class; null if its kind isn't known. */
    @SuppressWarnings("unchecked")
    static @Nullable BlockingQueue<Runnable> emptyLike(BlockingQueue<Runnable> queue)
            throws ReflectiveOperationException {
        Object inside = inside(queue);
        return inside == null ? null : (BlockingQueue<Runnable>) Fields.blend(queue, inside);
    }

    private static @Nullable Object inside(BlockingQueue<Runnable> queue)
            throws ReflectiveOperationException {
        if (queue instanceof LinkedBlockingQueue) {
            return new LinkedBlockingQueue<Runnable>(
                    number(queue, LinkedBlockingQueue.class, "capacity"));
        }
        if (queue instanceof LinkedBlockingDeque) {
            return new LinkedBlockingDeque<Runnable>(
                    number(queue, LinkedBlockingDeque.class, "capacity"));
        }
        if (queue instanceof SynchronousQueue) {
            return new SynchronousQueue<Runnable>(isFair(queue));
        }
        if (queue instanceof ArrayBlockingQueue) {
            Object items = Fields.get(queue, ArrayBlockingQueue.class, "items");
            Object lock = Fields.get(queue, ArrayBlockingQueue.class, "lock");
            return new ArrayBlockingQueue<Runnable>(
                    items == null ? 1 : ((Object[]) items).length,
                    lock instanceof ReentrantLock made && made.isFair());
        }
        if (queue instanceof PriorityBlockingQueue<Runnable> ordered) {
            return new PriorityBlockingQueue<>(11, ordered.comparator());
        }
        if (queue instanceof LinkedTransferQueue) {
            return new LinkedTransferQueue<Runnable>();
        }
        return (Object) queue instanceof DelayQueue ? new DelayQueue<>() : null;
    }

    private static int number(Object of, Class<?> declaring, String name)
            throws ReflectiveOperationException {
        Object value = Fields.get(of, declaring, name);
        return value instanceof Integer number ? number : Integer.MAX_VALUE;
    }

    /** Newer JDKs say so, older ones have a class for it. */
    private static boolean isFair(Object queue) {
        Object fair = Fields.getIfAny(queue, SynchronousQueue.class, "fair");
        if (fair instanceof Boolean is) {
            return is;
        }
        Object transferer = Fields.getIfAny(queue, SynchronousQueue.class, "transferer");
        return transferer != null && transferer.getClass().getSimpleName().equals("TransferQueue");
    }
}
