package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.reconciliation.Run;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sends reports. They are written into the answer while they are read, so their length is unlimited; should reading fail
 * on the way, the connection breaks and nobody takes the part for the whole.
 */
@Component
class Reports {

    private final ReportCsv csv;
    private final ReportPdf pdf;

    Reports(ReportCsv csv, ReportPdf pdf) {
        this.csv = csv;
        this.pdf = pdf;
    }

    void csv(Run run, ItemChoice choice, Locale locale, HttpServletResponse response) throws IOException {
        begin(run, "csv", ReportCsv.CONTENT_TYPE, response);
        csv.write(run, choice.filter(), locale, response.getOutputStream());
    }

    void pdf(Run run, Locale locale, HttpServletResponse response) throws IOException {
        begin(run, "pdf", MediaType.APPLICATION_PDF_VALUE, response);
        pdf.write(run, locale, response.getOutputStream());
    }

    private static void begin(Run run, String suffix, String contentType, HttpServletResponse response) {
        String test = run.books().environment().isProduction()
                ? ""
                : "-TEST-MODE-" + run.books().environment();
        String name = "reconciliation-" + run.id() + test + "." + suffix;
        response.setContentType(contentType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
