package io.github.darajasdk.raw;

import java.util.regex.Pattern;

/**
 * A JSON object for a path of Daraja that this SDK does not know.
 *
 * @param name a short word for events and messages: lower-case letters, digits, dots and dashes
 * @param path from the base address on, with a leading slash, without query
 * @param movesMoney whether it moves money or rings a phone; if so it is never repeated unless it provably was not taken
 * @param json one JSON object
 */
public record RawRequest(String name, String path, boolean movesMoney, String json) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,49}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");

    /**
     * Checks name and path.
     *
     * @param name a short word
     * @param path with a leading slash
     * @param movesMoney whether it moves money or rings a phone
     * @param json one JSON object
     * @throws IllegalArgumentException if the name or the path is malformed
     */
    public RawRequest {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a raw request must be 1 to 50 lower-case letters, digits, dots or dashes");
        }
        if (!PATH.matcher(path).matches() || path.contains("/..")) {
            throw new IllegalArgumentException("the path of a raw request must look like /mpesa/something/v1/request");
        }
    }

    /** Leaves the body out. */
    @Override
    public String toString() {
        return "RawRequest[" + name + ", " + path + "]";
    }
}
