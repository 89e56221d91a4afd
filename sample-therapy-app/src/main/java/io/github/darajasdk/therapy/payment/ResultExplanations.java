package io.github.darajasdk.therapy.payment;

import java.util.Locale;

/** What M-PESA's result codes mean to the person who tried to pay. */
public interface ResultExplanations {

    /**
     * One or two sentences for the payer: what happened, and what to do about it.
     *
     * @param resultCode as M-PESA gave it; an unknown code gets a sentence that names it
     * @param locale English or Kiswahili; any other language is answered in English
     */
    String sentence(String resultCode, Locale locale);
}
