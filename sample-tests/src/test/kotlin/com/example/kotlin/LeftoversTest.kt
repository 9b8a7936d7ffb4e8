package com.example.kotlin

import dev.timeloop.DeadlockException
import dev.timeloop.junit.RealTime
import dev.timeloop.junit.VirtualTime
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.MethodOrderer.MethodName
import org.junit.jupiter.api.RepeatedTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestMethodOrder
import org.junit.jupiter.api.extension.BeforeEachCallback
import org.junit.jupiter.api.extension.ExtendWith
import org.junit.jupiter.api.extension.ExtensionContext
import org.junit.platform.engine.TestExecutionResult
import org.junit.platform.engine.discovery.DiscoverySelectors.selectClass
import org.junit.platform.testkit.engine.EngineTestKit
import org.junit.platform.testkit.engine.Events

/** Coroutines share one pool, and one thread for all delays, in the whole JVM. */
class LeftoversTest {
    @VirtualTime
    @TestMethodOrder(MethodName::class)
    @OptIn(DelicateCoroutinesApi::class)
    class LeavingTestCase {
        private val journal = Journal()

        private fun leave(seconds: Int) {
            for (dispatcher in dispatchers) {
                GlobalScope.launch(dispatcher) {
                    delay(seconds.seconds)
                    fired += "a delay on $dispatcher"
                }
            }
            GlobalScope.launch { withTimeout(seconds.seconds) { awaitCancellation() } }
        }

        private fun useAll(pause: Int) {
            for (dispatcher in dispatchers) {
                runBlocking(dispatcher) { delay(pause.milliseconds) }
            }
        }

        @Test
        fun `1 one leaves some`() {
            leave(seconds = 2)
            useAll(pause = 250)
            journal.note("done")

            assertThat(journal.lines).containsExactly("+1s done")
        }

        @Test
        fun `2 the next leaves more`() {
            leave(seconds = 5)
            useAll(pause = 1_000)
            journal.note("done")

            assertThat(journal.lines).containsExactly("+4s done")
        }

        @Test
        @RealTime
        fun `3 one on real time`() {
            useAll(pause = 10)
        }

        @Test
        fun `4 the last goes on for longer`() {
            useAll(pause = 3_600_000)
            journal.note("done")

            assertThat(journal.lines).containsExactly("+4h done")
        }

        companion object {
            val fired = ConcurrentLinkedQueue<String>()
            private val dispatchers =
                listOf(
                    Dispatchers.Default,
                    Dispatchers.IO,
                    Dispatchers.Default.limitedParallelism(1),
                    Executors.newCachedThreadPool().asCoroutineDispatcher(),
                )
        }
    }

    @Test
    fun `what one test leaves in a delay fires in no other`() {
        run(LeavingTestCase::class.java).assertStatistics { it.succeeded(4) }

        assertThat(LeavingTestCase.fired).isEmpty()
    }

    /** Lets tests begin in pairs: extensions are outside the worlds, where they can meet. */
    class InPairs : BeforeEachCallback {
        override fun beforeEach(context: ExtensionContext) {
            meeting.await(60, TimeUnit.SECONDS)
        }

        private companion object {
            val meeting = CyclicBarrier(2)
        }
    }

    @VirtualTime
    @ExtendWith(InPairs::class)
    class TogetherTestCase {
        private val journal = Journal()

        @RepeatedTest(4)
        fun `each has its own time`() {
            repeat(20) {
                runBlocking(Dispatchers.Default) {
                    launch { delay(1.hours) }
                    launch(Dispatchers.IO) { Thread.sleep(60_000) }
                }
            }
            journal.note("done")

            assertThat(journal.lines).containsExactly("+20h done")
        }
    }

    @Test
    fun `two tests at the same time don't disturb each other`() {
        val threads = Executors.newFixedThreadPool(2)
        val both = List(2) { threads.submit<Events> { run(TogetherTestCase::class.java) } }

        for (one in both) {
            one.get(120, TimeUnit.SECONDS).assertStatistics { it.succeeded(4) }
        }
        threads.shutdown()
    }

    @VirtualTime
    class WaitingTestCase {
        @Test
        fun `waits for what nobody does`() {
            runBlocking(Dispatchers.Default) { CompletableDeferred<String>().await() }
        }
    }

    @Test
    fun `idle workers hide no deadlock`() {
        val failures =
            run(WaitingTestCase::class.java).failed().stream().map { event ->
                event.getRequiredPayload(TestExecutionResult::class.java).throwable.get()
            }

        assertThat(failures).hasOnlyElementsOfType(DeadlockException::class.java)
    }

    private fun run(type: Class<*>): Events =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(type)).execute().testEvents()
}
