package io.github.darajasdk.therapy.settings.internal;

/** A setting without which the application cannot know where money goes. */
final class MissingSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String meaning;

    MissingSettingException(String property, String meaning) {
        super(property + " is not set");
        this.property = property;
        this.meaning = meaning;
    }

    String property() {
        return property;
    }

    String meaning() {
        return meaning;
    }
}
