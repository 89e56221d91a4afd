package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.StatementFile;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;

/** Reads a statement of the organisation portal row by row. Not thread-safe. */
final class StatementReader implements Closeable {

    private static final int BUFFER = 256 * 1024;
    private static final int LONGEST_REFERENCE = 40;
    private static final int MOST_WORDS = 1_000;

    private final String format;
    private final StatementRows rows;
    private final StatementHeader header;
    private final MessageDigest digest;
    private final StatementTimes times = new StatementTimes();
    private final Map<String, RecordStatus> statuses = new HashMap<>();
    private final Map<String, RecordKind> incoming = new HashMap<>();
    private final Map<String, RecordKind> outgoing = new HashMap<>();
    private long skipped;

    private final int receipt;
    private final int completedAt;
    private final int status;
    private final int paidIn;
    private final int withdrawn;
    private final int balance;
    private final int reason;
    private final int party;
    private final int linked;
    private final int account;

    private StatementReader(String format, StatementRows rows, MessageDigest digest) {
        this.format = format;
        this.rows = rows;
        this.digest = digest;
        this.header = StatementHeader.read(rows);
        receipt = header.place(StatementColumn.RECEIPT);
        completedAt = header.place(StatementColumn.COMPLETED_AT);
        status = header.place(StatementColumn.STATUS);
        paidIn = header.place(StatementColumn.PAID_IN);
        withdrawn = header.place(StatementColumn.WITHDRAWN);
        balance = header.place(StatementColumn.BALANCE);
        reason = header.place(StatementColumn.REASON);
        party = header.place(StatementColumn.PARTY);
        linked = header.place(StatementColumn.LINKED);
        account = header.place(StatementColumn.ACCOUNT);
    }

    /**
     * Opens a file and reads up to the names of the columns.
     *
     * @throws StatementRefusedException if it is no statement
     */
    static StatementReader open(StatementFile file) {
        MessageDigest digest = sha256();
        try {
            InputStream in = new BufferedInputStream(
                    new DigestInputStream(Files.newInputStream(file.content()), digest), BUFFER);
            in.mark(8);
            byte[] first = in.readNBytes(8);
            in.reset();
            if (ReadableWorkbook.isOLE2Header(first)) {
                in.close();
                throw new StatementRefusedException(
                        "the file is an old Excel workbook (.xls). Save it as .xlsx or .csv, and upload that."
                                + " Nothing was imported.");
            }
            if (!ReadableWorkbook.isOOXMLZipHeader(first)) {
                return opened("CSV", CsvStatementRows.over(in), digest);
            }
            in.transferTo(OutputStream.nullOutputStream());
            in.close();
            return opened("XLSX", XlsxStatementRows.over(file.content()), digest);
        } catch (IOException e) {
            throw new StatementRefusedException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    private static StatementReader opened(String format, StatementRows rows, MessageDigest digest) throws IOException {
        try {
            return new StatementReader(format, rows, digest);
        } catch (StatementRefusedException e) {
            rows.close();
            throw e;
        }
    }

    String format() {
        return format;
    }

    StatementHeader header() {
        return header;
    }

    /** Rows so far that are no movements: totals and the like. */
    long skipped() {
        return skipped;
    }

    /** Tells files apart; to be asked for after the last row. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The next movement; null after the last.
     *
     * @throws StatementRefusedException if a row that is a movement cannot be understood
     */
    @Nullable
    StatementRow next() {
        while (rows.next()) {
            String number = rows.cell(receipt).strip();
            if (isReceipt(number)) {
                refuseIfShifted();
                StatementRow row = row(number);
                if (row.cents() != 0 || row.status() != RecordStatus.COMPLETED) {
                    return row;
                }
                skipped++;
                continue;
            }
            if (!number.isEmpty() && !rows.cell(completedAt).isBlank()) {
                throw refused(StatementColumn.RECEIPT, number, "it is no receipt number of M-PESA");
            }
            skipped++;
        }
        return null;
    }

    /** A comma without quotes moves all that follows one column to the right, and amounts with it. */
    private void refuseIfShifted() {
        boolean cut = rows.width() < header.width() && rows.width() <= header.lastNeeded();
        boolean shifted = false;
        for (int i = header.width(); i < rows.width(); i++) {
            shifted |= !rows.cell(i).isBlank();
        }
        if (cut || shifted) {
            throw new StatementRefusedException("line " + rows.line() + " has " + (cut ? "fewer" : "more")
                    + " cells than there are columns: "
                    + (cut ? "the file may be cut off." : "a comma may lack its quotes.")
                    + " Export the statement again. Nothing was imported.");
        }
    }

    private StatementRow row(String number) {
        RecordStatus how = known(statuses, rows.cell(status), RecordStatus::of);
        long in = amount(StatementColumn.PAID_IN, paidIn);
        long out = Math.abs(amount(StatementColumn.WITHDRAWN, withdrawn));
        if (in != 0 && out != 0) {
            throw new StatementRefusedException(
                    "line " + rows.line() + " has money coming in and going out at once." + " Nothing was imported.");
        }
        if (in < 0) {
            throw refused(StatementColumn.PAID_IN, rows.cell(paidIn), "money that came in is not negative");
        }
        long cents = in - out;
        String origin = linked < 0 ? "" : rows.cell(linked).strip();
        String reference = account < 0 ? "" : reference(rows.cell(account));
        RecordKind kind = origin.isEmpty()
                ? known(cents < 0 ? outgoing : incoming, rows.cell(reason), words -> RecordKind.of(words, false, cents))
                : RecordKind.of(rows.cell(reason), true, cents);
        return new StatementRow(
                rows.line(),
                number,
                kind,
                how,
                cents,
                moment(),
                phone(party < 0 ? "" : rows.cell(party)),
                reference.isEmpty() ? null : reference,
                booking(reference),
                isReceipt(origin) ? origin : null,
                balance < 0 || rows.cell(balance).isBlank() ? null : amount(StatementColumn.BALANCE, balance));
    }

    /** Files use few words; should one use a new word in each row, it does not fill the memory. */
    private static <V> V known(Map<String, V> meanings, String word, Function<String, V> meaning) {
        if (meanings.size() > MOST_WORDS) {
            meanings.clear();
        }
        return meanings.computeIfAbsent(word, meaning);
    }

    private long moment() {
        String text = rows.cell(completedAt);
        try {
            return times.epochSecond(text);
        } catch (IllegalArgumentException e) {
            throw refused(StatementColumn.COMPLETED_AT, text, e.getMessage());
        }
    }

    private long amount(StatementColumn column, int place) {
        String text = rows.cell(place);
        try {
            return StatementAmounts.cents(text);
        } catch (IllegalArgumentException e) {
            throw refused(column, text, e.getMessage());
        }
    }

    private StatementRefusedException refused(StatementColumn column, String text, @Nullable String why) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new StatementRefusedException("line " + rows.line() + ", column \"" + column.title() + "\": \"" + shown
                + "\" cannot be read, " + why + ". Mend the cell or export the statement again. Nothing was imported.");
    }

    /** Some receipts have no digit at all. */
    private static boolean isReceipt(String text) {
        int length = text.length();
        if (length < 8 || length > 12) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** What the payer typed, as it is compared: in capitals, without blanks. */
    static String reference(String typed) {
        String text = typed.strip().replace(" ", "").toUpperCase(Locale.ROOT);
        return text.length() > LONGEST_REFERENCE ? text.substring(0, LONGEST_REFERENCE) : text;
    }

    /** The booking that a reference names, with or without the number of an attempt; null if it has not that form. */
    static @Nullable String booking(String reference) {
        int dash = reference.indexOf('-');
        String number = dash < 0 ? reference : reference.substring(0, dash);
        if (number.length() < 5 || number.length() > 9) {
            return null;
        }
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
                return null;
            }
        }
        return number;
    }

    /** The number in {@code 25470****149 - NAME}, as far as it is shown; null if it is no phone. The name is dropped. */
    static @Nullable String phone(String party) {
        int dash = party.indexOf('-');
        String shown =
                (dash < 0 ? party : party.substring(0, dash)).replace(" ", "").replace("+", "");
        if (shown.length() == 64) {
            return shown.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? shown.toLowerCase(Locale.ROOT) : null;
        }
        if (shown.length() < 9 || shown.length() > 15) {
            return null;
        }
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c != '*' && (c < '0' || c > '9')) {
                return null;
            }
        }
        return shown;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
