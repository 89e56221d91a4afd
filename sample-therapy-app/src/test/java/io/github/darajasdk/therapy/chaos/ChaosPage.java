package io.github.darajasdk.therapy.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs side by side as a page, with what they met in all. */
final class ChaosPage {

    private final List<ChaosResult> results;

    /** @param results one or more, in the order of the columns */
    ChaosPage(List<ChaosResult> results) {
        this.results = List.copyOf(results);
    }

    /** Dangerous cases and kill points that all runs together met less often than they have to, in words. */
    List<String> missed() {
        Stream<String> cases = Stream.of(Sometimes.values())
                .filter(one -> sum(result -> result.sometimes().getOrDefault(one, 0L)) < one.least())
                .map(one -> one + " " + one.what() + ", at least " + one.least());
        Stream<String> kills = Stream.of(KillPoint.values())
                .filter(point -> sum(result -> kills(result, point)) < KillPoint.LEAST)
                .map(point -> "killed: " + point.words() + ", at least " + KillPoint.LEAST);
        return Stream.concat(cases, kills).toList();
    }

    private static long kills(ChaosResult result, KillPoint point) {
        return result.killedAt().getOrDefault(point.words(), 0);
    }

    private long sum(Function<ChaosResult, Long> figure) {
        return results.stream().mapToLong(figure::apply).sum();
    }

    /** The tables, and each violation with what repeats its run. */
    String text() {
        StringBuilder page = new StringBuilder();
        head(page, "");
        Map<String, String> names = new LinkedHashMap<>();
        results.forEach(result -> result.figures().keySet().forEach(name -> names.put(name, name)));
        for (String name : names.keySet()) {
            row(page, name, result -> result.figures().getOrDefault(name, "0"), "");
        }
        row(page, "**violations**", result -> "**" + result.violations().size() + "**", "");
        head(page, "dangerous case");
        for (Sometimes one : Sometimes.values()) {
            counts(page, one + " " + one.what(), result -> result.sometimes().getOrDefault(one, 0L));
        }
        head(page, "fault");
        for (String name : names(ChaosResult::faults)) {
            counts(page, name, result -> (long) result.faults().getOrDefault(name, 0));
        }
        head(page, "instance killed");
        counts(page, "anywhere", result -> (long) result.killedAt().getOrDefault("anywhere", 0));
        for (KillPoint point : KillPoint.values()) {
            counts(page, point.words(), result -> kills(result, point));
        }
        for (ChaosResult result : results) {
            if (!result.violations().isEmpty()) {
                page.append("\nViolations, ")
                        .append(result.settings().repeatedBy())
                        .append(":\n\n");
                result.violations()
                        .forEach(
                                violation -> page.append("- ").append(violation).append('\n'));
            }
        }
        return page.toString();
    }

    private Set<String> names(Function<ChaosResult, Map<String, Integer>> counted) {
        Map<String, Integer> all = new TreeMap<>();
        results.forEach(result -> all.putAll(counted.apply(result)));
        return all.keySet();
    }

    private void head(StringBuilder page, String what) {
        page.append(page.isEmpty() ? "| " : "\n| ")
                .append(what)
                .append(results.stream()
                        .map(result -> " | seed " + result.settings().seed())
                        .collect(Collectors.joining()))
                .append(isWithSums() && !what.isEmpty() ? " | in all |\n" : " |\n")
                .append("|---".repeat(results.size() + (isWithSums() && !what.isEmpty() ? 2 : 1)))
                .append("|\n");
    }

    private boolean isWithSums() {
        return results.size() > 1;
    }

    private void counts(StringBuilder page, String name, Function<ChaosResult, Long> count) {
        row(page, name, result -> count.apply(result).toString(), isWithSums() ? " **" + sum(count) + "** |" : "");
    }

    private void row(StringBuilder page, String name, Function<ChaosResult, String> value, String sum) {
        List<String> cells = new ArrayList<>(List.of(name));
        results.forEach(result -> cells.add(value.apply(result)));
        page.append("| ")
                .append(String.join(" | ", cells))
                .append(" |")
                .append(sum)
                .append('\n');
    }
}
