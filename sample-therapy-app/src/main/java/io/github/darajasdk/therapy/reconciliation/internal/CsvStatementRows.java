package io.github.darajasdk.therapy.reconciliation.internal;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file. Streams: the whole file is never in memory. */
final class CsvStatementRows implements StatementRows {

    /** Where the line of column names is looked for. */
    private static final int BEGINNING = 64 * 1024;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable CsvRecord present;

    private CsvStatementRows(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.records = reader.iterator();
    }

    /** @param file supports mark and reset */
    static CsvStatementRows over(InputStream file) throws IOException {
        file.mark(BEGINNING);
        String beginning = new String(file.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        file.reset();
        return new CsvStatementRows(CsvReader.builder()
                .fieldSeparator(separator(beginning))
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(file, StandardCharsets.UTF_8));
    }

    /** Spreadsheets of some countries write semicolons; the line that names the receipt tells. */
    private static char separator(String beginning) {
        String header = beginning
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("receipt"))
                .findFirst()
                .orElse("");
        long commas = count(header, ',');
        if (count(header, ';') > commas) {
            return ';';
        }
        return count(header, '\t') > commas ? '\t' : ',';
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    @Override
    public boolean next() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            present = records.next();
            return true;
        } catch (CsvParseException e) {
            throw new StatementRefusedException(
                    "the file is not CSV after line " + (present == null ? 0 : line()) + ": a quoted cell may lack its"
                            + " closing quote. Nothing was imported.",
                    e);
        } catch (UncheckedIOException e) {
            throw new StatementRefusedException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public long line() {
        return Objects.requireNonNull(present).getStartingLineNumber();
    }

    @Override
    public int width() {
        return Objects.requireNonNull(present).getFieldCount();
    }

    @Override
    public String cell(int index) {
        CsvRecord row = Objects.requireNonNull(present);
        return index < row.getFieldCount() ? row.getField(index) : "";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
