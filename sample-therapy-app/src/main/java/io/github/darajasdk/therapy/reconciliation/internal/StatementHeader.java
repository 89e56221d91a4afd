package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands before the movements: lines about the statement, and the names of the columns.
 *
 * @param width how many columns there are
 * @param preamble what the lines before say, by name
 * @param places where each known column is
 * @param titles what the file calls it
 * @param ignored names of the columns that mean nothing to us
 */
record StatementHeader(
        long line,
        int width,
        Map<String, String> preamble,
        Map<StatementColumn, Integer> places,
        Map<StatementColumn, String> titles,
        List<String> ignored) {

    private static final Logger LOG = LoggerFactory.getLogger(StatementHeader.class);

    /** So many lines may stand before the names of the columns. */
    private static final int MOST_PREAMBLE = 60;

    /** A line with so many known names is the one, even if it lacks the receipt. */
    private static final int ENOUGH_NAMES = 4;

    /** Reads up to and including the line of column names. */
    static StatementHeader read(StatementRows rows) {
        Map<String, String> preamble = new LinkedHashMap<>();
        for (int i = 0; i < MOST_PREAMBLE && rows.next(); i++) {
            StatementHeader header = header(rows, preamble);
            boolean named = header.places.containsKey(StatementColumn.RECEIPT) && header.places.size() > 1;
            if (named || header.places.size() >= ENOUGH_NAMES) {
                header.refuseIfIncomplete();
                return header;
            }
            List<String> said = said(rows);
            if (said.size() > 1) {
                preamble.put(said.get(0), said.get(1));
            }
        }
        throw new StatementRefusedException("no line of column names was found: the first " + MOST_PREAMBLE
                + " lines have none with the column \"" + StatementColumn.RECEIPT.title()
                + "\". Export the statement again as CSV or XLSX, and upload the file unchanged. Nothing was"
                + " imported.");
    }

    private static StatementHeader header(StatementRows rows, Map<String, String> preamble) {
        Map<StatementColumn, Integer> places = new EnumMap<>(StatementColumn.class);
        Map<StatementColumn, String> titles = new EnumMap<>(StatementColumn.class);
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            String title = rows.cell(i).strip();
            StatementColumn column = StatementColumn.named(title).orElse(null);
            if (column != null && places.putIfAbsent(column, i) == null) {
                titles.put(column, title);
            } else if (!title.isEmpty()) {
                ignored.add(title);
            }
        }
        return new StatementHeader(rows.line(), rows.width(), preamble, places, titles, ignored);
    }

    private static List<String> said(StatementRows rows) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
            String cell = rows.cell(i).strip();
            if (!cell.isEmpty()) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private void refuseIfIncomplete() {
        List<String> missing = Arrays.stream(StatementColumn.values())
                .filter(StatementColumn::isNeeded)
                .filter(column -> !places.containsKey(column))
                .map(column -> '"' + column.title() + '"')
                .toList();
        if (!missing.isEmpty()) {
            throw new StatementRefusedException("the column" + (missing.size() > 1 ? "s " : " ")
                    + String.join(", ", missing) + (missing.size() > 1 ? " are" : " is") + " missing. Line " + line
                    + " has the columns " + allTitles() + ". Nothing was imported.");
        }
    }

    private String allTitles() {
        return Stream.concat(titles.values().stream(), ignored.stream())
                .map(title -> '"' + title + '"')
                .collect(Collectors.joining(", "));
    }

    /**
     * The time that the statement speaks about: what its preamble says, where that can be read, and at least the time of
     * its rows.
     *
     * @param first seconds since 1970, of the earliest row
     * @param last seconds since 1970, of the latest row
     */
    Period period(long first, long last) {
        long from = first;
        long to = last;
        for (Map.Entry<String, String> said : preamble.entrySet()) {
            String name = StatementColumn.letters(said.getKey());
            String[] ends = said.getValue().replaceFirst("(?i)^from\\s+", "").split("(?i)\\s+to\\s+", 2);
            if ((name.equals("timeperiod") || name.equals("period")) && ends.length == 2) {
                try {
                    from = Math.min(from, new StatementTimes().epochSecond(ends[0]));
                    to = Math.max(to, new StatementTimes().epochSecond(ends[1]));
                } catch (IllegalArgumentException e) {
                    LOG.debug("the period of the statement is not understood; its rows are", e);
                }
            }
        }
        return new Period(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to + 1));
    }

    /** The place of the last column that a row must reach. */
    int lastNeeded() {
        return places.entrySet().stream()
                .filter(place -> place.getKey().isNeeded())
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Where a column is; -1 if the file has none. */
    int place(StatementColumn column) {
        return places.getOrDefault(column, -1);
    }
}
