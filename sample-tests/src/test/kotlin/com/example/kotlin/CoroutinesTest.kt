package com.example.kotlin

import dev.timeloop.junit.VirtualTime
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.FlowPreview
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.debounce
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** On the dispatchers that coroutines have in production, which all tests of a JVM share. */
@VirtualTime
class CoroutinesTest {
    private val journal = Journal()

    @Test
    fun `a delay takes no time`() {
        runBlocking {
            delay(24.hours)
            journal.note("done")
        }

        assertThat(journal.lines).containsExactly("+1d done")
    }

    @Test
    fun `delays end in their order`() {
        runBlocking(Dispatchers.Default) {
            for (i in 1..3) {
                launch {
                    delay(400.milliseconds - (i * 100).milliseconds)
                    journal.note(i)
                }
            }
        }

        assertThat(journal.lines).containsExactly("+100ms 3", "+200ms 2", "+300ms 1")
    }

    @Test
    fun `results are awaited together`() {
        val sum = runBlocking {
            val answers = (1..3).map { async(Dispatchers.Default) { answerAfter(it) } }
            answers.awaitAll().sum().also(journal::note)
        }

        assertThat(sum).isEqualTo(6)
        assertThat(journal.lines).containsExactly("+3s 6")
    }

    private suspend fun answerAfter(seconds: Int): Int {
        delay(seconds.seconds)
        return seconds
    }

    @Test
    fun `a time-out comes at its instant`() {
        val answer = runBlocking(Dispatchers.Default) {
            withTimeoutOrNull(1500.milliseconds) { answerAfter(3_600) }
        }
        journal.note(answer)

        assertThat(journal.lines).containsExactly("+1.5s null")
    }

    @Test
    fun `blocking calls have their own threads`() {
        runBlocking {
            for (i in 1..3) {
                launch(Dispatchers.IO) {
                    Thread.sleep(i * 1_000L)
                    journal.note(i)
                }
            }
        }

        assertThat(journal.lines).containsExactly("+1s 1", "+2s 2", "+3s 3")
    }

    @Test
    fun `a channel passes things on`() {
        runBlocking {
            val channel = Channel<Int>(capacity = 1)
            launch(Dispatchers.Default) {
                for (i in 1..3) {
                    delay(100.milliseconds)
                    channel.send(i)
                }
                channel.close()
            }
            for (item in channel) {
                journal.note(item)
                delay(150.milliseconds)
            }
        }

        assertThat(journal.lines).containsExactly("+100ms 1", "+250ms 2", "+400ms 3")
    }

    @Test
    @OptIn(FlowPreview::class)
    fun `a flow is debounced`() {
        val typed = flow {
            for ((text, pause) in listOf("a" to 100, "ab" to 500, "abc" to 100, "abcd" to 0)) {
                emit(text)
                delay(pause.milliseconds)
            }
        }

        runBlocking(Dispatchers.Default) { typed.debounce(300.milliseconds).collect(journal::note) }

        assertThat(journal.lines).containsExactly("+400ms ab", "+700ms abcd")
    }

    @Test
    fun `a mutex lets one in at a time`() {
        val mutex = Mutex()
        runBlocking(Dispatchers.Default) {
            repeat(3) {
                launch {
                    mutex.withLock {
                        delay(1.seconds)
                        journal.note("out")
                    }
                }
            }
        }

        assertThat(journal.lines).containsExactly("+1s out", "+2s out", "+3s out")
    }

    @Test
    fun `an executor of one's own is a dispatcher, too`() {
        Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { own ->
            runBlocking {
                withContext(own) {
                    delay(1.hours)
                    journal.note(Thread.currentThread().name.substringBefore("-"))
                }
            }
        }

        assertThat(journal.lines).containsExactly("+1h pool")
    }
}
