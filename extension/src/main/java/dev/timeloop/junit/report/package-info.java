/** What the leak check found in a whole run: the baseline, the summary and files for tools. */
@NullMarked
package dev.timeloop.junit.report;

import org.jspecify.annotations.NullMarked;
