package dev.timeloop.world.compilers;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The running JDK's own, which may be newer than the one that compiled the tests. */
class JavacTest extends Compiled {
    @Override
    JavaCompiler compiler() {
        return ToolProvider.getSystemJavaCompiler();
    }
}
