package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.payment.review.EvidenceFile.AttemptStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who said what, and when: steps of ours and news from M-PESA, oldest first. */
public record Timeline(List<Line> lines) {

    /**
     * Something heard, or a step of ours.
     *
     * @param heard empty for a step of ours
     * @param step empty for something heard
     */
    public record Line(Instant at, Optional<HeardEvidence> heard, Optional<AttemptStep> step) {}

    public static Timeline of(List<HeardEvidence> evidence, List<AttemptStep> steps) {
        Stream<Line> heard =
                evidence.stream().map(piece -> new Line(piece.receivedAt(), Optional.of(piece), Optional.empty()));
        Stream<Line> own = steps.stream().map(step -> new Line(step.at(), Optional.empty(), Optional.of(step)));
        return new Timeline(
                Stream.concat(heard, own).sorted(Comparator.comparing(Line::at)).toList());
    }
}
