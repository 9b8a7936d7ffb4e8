package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.io.Strands;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;

/** How the threads of a world wait for input and output. */
final class IoStrands implements Strands {
    private final VirtualWorld world;

    IoStrands(VirtualWorld world) {
        this.world = world;
    }

    @Override
    public boolean isOut() {
        return !(Hooks.current() instanceof ResidentThread me)
                || me.world != world
                || me.isOut()
                || world.engine.isInCallback();
    }

    @Override
    public void block(Wait wait, long due) throws InterruptedException {
        if (Hooks.current() instanceof ResidentThread me) {
            boolean isForWork = me.isAtSelector;
            if (isForWork) {
                me.strand.setHousekeeper(true);
            }
            Verdict failed = me.block(wait, due);
            if (isForWork) {
                me.strand.setHousekeeper(Housekeepers.isUncharged(me.thread));
            }
            if (failed != null) {
                throw world.failed(failed, wait);
            }
        }
    }
}
