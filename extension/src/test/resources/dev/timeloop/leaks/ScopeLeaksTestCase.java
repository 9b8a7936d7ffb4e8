package dev.timeloop.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Consumer;

/** Compiled and run by ScopeLeaksTest: scopes are a preview. */
class ScopeLeaksTestCase {
    private static List<LooseEnd> after(Observed.Deed deed) throws Exception {
        return Observed.after(deed);
    }

    @Test
    void whatNobodyAsksIsFound() throws Exception {
        List<LooseEnd> found =
                after(
                        () -> {
                            try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
                                scope.fork(() -> Row.boom());
                                scope.join();
                            }
                        });

        assertThat(found).extracting(LooseEnd::kind).containsExactly(Kind.UNRETRIEVED_FAILURE);
        assertThat(found.get(0).name()).isEqualTo("Subtask");
        assertThat(found.get(0).failure()).isInstanceOf(Row.Boom.class);
        assertThat(found.get(0).madeAt().get(0).getClassName()).contains("ScopeLeaksTestCase");
    }

    @Test
    void whatIsOnlyHandedOutIsFound() throws Exception {
        assertThat(
                        after(
                                () -> {
                                    var joiner = Joiner.allUntil(subtask -> false);
                                    try (var scope = StructuredTaskScope.open(joiner)) {
                                        scope.fork(() -> Row.boom());
                                        scope.join();
                                    }
                                }))
                .hasSize(1);
    }

    private static void look(Consumer<Subtask<?>> look) throws Exception {
        assertThat(
                        after(
                                () -> {
                                    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
                                        Subtask<?> subtask = scope.fork(() -> Row.boom());
                                        scope.join();
                                        look.accept(subtask);
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void itsStateIsALook() throws Exception {
        look(subtask -> assertThat(subtask.state()).isEqualTo(Subtask.State.FAILED));
    }

    @Test
    void itsExceptionIsALook() throws Exception {
        look(subtask -> assertThat(subtask.exception()).isInstanceOf(Row.Boom.class));
    }

    @Test
    void itsResultIsALook() throws Exception {
        look(subtask -> Row.attempt(subtask::get));
    }

    @Test
    void aPredicateThatAsksIsALook() throws Exception {
        assertThat(
                        after(
                                () -> {
                                    var joiner =
                                            Joiner.allUntil(
                                                    subtask ->
                                                            subtask.state()
                                                                    == Subtask.State.FAILED);
                                    try (var scope = StructuredTaskScope.open(joiner)) {
                                        scope.fork(() -> Row.boom());
                                        scope.join();
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void whatJoinThrowsIsLookedAt() throws Exception {
        assertThat(
                        after(
                                () -> {
                                    try (var scope = StructuredTaskScope.open()) {
                                        scope.fork(() -> Row.boom());
                                        scope.fork(() -> Row.boom());
                                        assertThatThrownBy(scope::join)
                                                .hasCauseInstanceOf(Row.Boom.class);
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void losersOweNothing() throws Exception {
        assertThat(
                        after(
                                () -> {
                                    var joiner = Joiner.<String>anySuccessfulResultOrThrow();
                                    try (var scope = StructuredTaskScope.open(joiner)) {
                                        scope.fork(() -> Row.<String>boom());
                                        scope.fork(() -> "x");
                                        assertThat(scope.join()).isEqualTo("x");
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void aSubtaskThatReturnsOwesNothing() throws Exception {
        assertThat(
                        after(
                                () -> {
                                    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
                                        scope.fork(() -> "x");
                                        scope.join();
                                    }
                                }))
                .isEmpty();
    }
}
