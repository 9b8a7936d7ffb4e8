/** What the hooks cost. Classes in here are rewritten, like those of any application. */
package dev.timeloop.benchmarks.hooks;
