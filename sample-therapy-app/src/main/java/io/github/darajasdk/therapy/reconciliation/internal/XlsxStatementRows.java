package io.github.darajasdk.therapy.reconciliation.internal;

import io.github.darajasdk.therapy.reconciliation.StatementRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** Rows of the first sheet of an XLSX file. Numbers come as the file keeps them, moments as the number of days. */
final class XlsxStatementRows implements StatementRows {

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private @Nullable Row present;

    private XlsxStatementRows(ReadableWorkbook workbook) throws IOException {
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    static XlsxStatementRows over(Path file) throws IOException {
        try {
            return new XlsxStatementRows(new ReadableWorkbook(file.toFile()));
        } catch (ExcelReaderException e) {
            throw new StatementRefusedException("the file is no XLSX workbook that can be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.getFirstNonEmptyCell().isPresent()) {
                    present = row;
                    return true;
                }
            }
            return false;
        } catch (ExcelReaderException e) {
            throw new StatementRefusedException("the workbook is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public long line() {
        return Objects.requireNonNull(present).getRowNum();
    }

    @Override
    public int width() {
        return Objects.requireNonNull(present).getCellCount();
    }

    @Override
    public String cell(int index) {
        Row row = Objects.requireNonNull(present);
        Cell cell = index < row.getCellCount() ? row.getCell(index) : null;
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        return cell.getType() == CellType.NUMBER ? cell.asNumber().toPlainString() : cell.getText();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
