package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.internal.engine.Real;

/** Keeps the hooks away from what Timeloop itself does, on threads of a world and on others. */
final class Inside implements Real.Passage {
    @Override
    public void enter() {
        Resident me = Hooks.current();
        if (me != null) {
            me.inside++;
        } else if (Hooks.isActive()) {
            Hooks.reside(new Outsider());
        }
    }

    @Override
    public void exit() {
        Resident me = Hooks.current();
        if (me != null && --me.inside == 0 && me instanceof Outsider) {
            Hooks.reside(null);
        }
    }

    @Override
    public int suspend() {
        Resident me = Hooks.current();
        if (me == null) {
            return 0;
        }
        int depth = me.inside;
        me.inside = 0;
        return depth;
    }

    @Override
    public void resume(int depth) {
        Resident me = Hooks.current();
        if (me != null) {
            me.inside = depth;
        }
    }
}
