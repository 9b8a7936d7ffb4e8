package dev.timeloop.agent.io;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Where a kind of selector has the file by which the system tells it of others. */
final class SelectorFile {
    static final ClassValue<@Nullable Field> NUMBER =
            new ClassValue<>() {
                @Override
                protected @Nullable Field computeValue(Class<?> type) {
                    try {
                        return JdkNet.opened(type.getDeclaredField("epfd"));
                    } catch (NoSuchFieldException e) {
                        return null; // this system has another kind
                    }
                }
            };

    private SelectorFile() {}
}
