package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import org.junit.jupiter.api.Test;

class ThreadPropertiesTest {
    @Test
    void uncaughtExceptionsGoToTheThreadsHandler() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread thread =
                                            Strands.thread(
                                                    "t",
                                                    () -> {
                                                        Thread.sleep(10);
                                                        throw new IllegalStateException("boom");
                                                    });
                                    thread.setUncaughtExceptionHandler(
                                            (who, thrown) -> {
                                                log.say(who.getName() + " " + thrown.getMessage());
                                                Strands.sleep(10);
                                                log.say("handled");
                                            });
                                    thread.start();
                                    thread.join();
                                    log.say("joined");
                                }))
                .containsExactly("+10 t boom", "+20 handled", "+20 joined");
    }

    @Test
    void uncaughtExceptionsGoToTheGroup() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ThreadGroup group =
                                            new ThreadGroup("g") {
                                                @Override
                                                public void uncaughtException(
                                                        Thread who, Throwable thrown) {
                                                    log.say(thrown.getMessage());
                                                }
                                            };
                                    Thread thread =
                                            new Thread(
                                                    group,
                                                    () -> {
                                                        throw new IllegalStateException("boom");
                                                    });
                                    thread.start();
                                    thread.join();
                                }))
                .containsExactly("+0 boom");
    }

    @Test
    void threadLocalsBelongToStrands() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ThreadLocal<String> local =
                                            ThreadLocal.withInitial(() -> "initial");
                                    InheritableThreadLocal<String> inherited =
                                            new InheritableThreadLocal<>() {
                                                @Override
                                                protected String childValue(String parent) {
                                                    return parent + "'s child";
                                                }
                                            };
                                    local.set("body");
                                    inherited.set("body");
                                    Strands.together(
                                            2,
                                            n -> {
                                                log.say(local.get() + " " + inherited.get());
                                                local.set("t" + n);
                                                inherited.set("t" + n);
                                                Thread.sleep(10);
                                                log.say(local.get() + " " + inherited.get());
                                            });
                                    log.say(local.get() + " " + inherited.get());
                                }))
                .containsExactly(
                        "+0 initial body's child",
                        "+0 initial body's child",
                        "+10 t0 t0",
                        "+10 t1 t1",
                        "+10 body body");
    }

    @Test
    void theContextClassLoaderIsInherited() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ClassLoader mine = new ClassLoader() {};
                                    Thread me = Thread.currentThread();
                                    ClassLoader before = me.getContextClassLoader();
                                    me.setContextClassLoader(mine);
                                    try {
                                        Thread thread =
                                                Strands.start(
                                                        "t",
                                                        () ->
                                                                log.say(
                                                                        Thread.currentThread()
                                                                                        .getContextClassLoader()
                                                                                == mine));
                                        thread.join();
                                    } finally {
                                        me.setContextClassLoader(before);
                                    }
                                }))
                .containsExactly("+0 true");
    }
}
