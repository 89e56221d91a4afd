package io.github.darajasdk.therapy.reconciliation.internal;

/** Reads amounts as statements write them: {@code 1,500.00}, {@code -1,500.00}, {@code (1,500.00)}, {@code KES 1500}. */
final class StatementAmounts {

    private static final long LARGEST = 1_000_000_000_000_000L;

    private StatementAmounts() {}

    /**
     * Reads an amount.
     *
     * @return hundredths of a shilling; 0 for an empty cell or a dash
     * @throws IllegalArgumentException if it is no amount, or one that could be read in two ways
     */
    static long cents(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        boolean negative = false;
        if (to - from >= 2 && text.charAt(from) == '(' && text.charAt(to - 1) == ')') {
            negative = true;
            from++;
            to--;
        }
        if (from < to && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
            negative ^= text.charAt(from) == '-';
            from++;
        }
        from = skipCurrency(text, from, to);
        if (from == to) {
            return 0;
        }
        long cents = magnitude(text, from, to);
        return negative ? -cents : cents;
    }

    private static int skipCurrency(String text, int start, int to) {
        int from = start;
        while (from < to && Character.isLetter(text.charAt(from))) {
            from++;
        }
        String word = text.substring(start, from);
        if (!word.isEmpty() && !word.equalsIgnoreCase("KES") && !word.equalsIgnoreCase("KSH")) {
            throw new IllegalArgumentException("it begins with \"" + word + "\"");
        }
        while (from < to && (isBlank(text.charAt(from)) || (!word.isEmpty() && text.charAt(from) == '.'))) {
            from++;
        }
        return from;
    }

    private static long magnitude(String text, int from, int to) {
        long whole = 0;
        int group = 0;
        boolean grouped = false;
        int at = from;
        for (; at < to && text.charAt(at) != '.'; at++) {
            char c = text.charAt(at);
            if (c == ',') {
                if (group == 0 || group > 3 || (grouped && group != 3)) {
                    throw new IllegalArgumentException("its commas do not part thousands");
                }
                grouped = true;
                group = 0;
            } else {
                whole = whole * 10 + digit(c);
                group++;
                if (whole > LARGEST) {
                    throw new IllegalArgumentException("it is too large");
                }
            }
        }
        if ((grouped && group != 3) || at == from) {
            throw new IllegalArgumentException("its commas do not part thousands");
        }
        long fraction = 0;
        int decimals = 0;
        for (at++; at < to; at++) {
            int digit = digit(text.charAt(at));
            decimals++;
            if (decimals <= 2) {
                fraction = fraction * 10 + digit;
            } else if (digit != 0) {
                throw new IllegalArgumentException("it has parts of a cent");
            }
        }
        return whole * 100 + (decimals == 1 ? fraction * 10 : fraction);
    }

    private static int digit(char c) {
        if (c < '0' || c > '9') {
            throw new IllegalArgumentException("it has a \"" + c + "\" where a digit belongs");
        }
        return c - '0';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\t';
    }
}
