/** What the loop's timers cost, beside a bare heap and the virtual clocks of other libraries. */
package dev.timeloop.benchmarks.timers;
