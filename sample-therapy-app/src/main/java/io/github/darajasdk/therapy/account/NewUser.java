package io.github.darajasdk.therapy.account;

/**
 * A user to be made.
 *
 * @param email stored in lower case
 * @param password in the clear; only its hash is stored
 * @param demo whether everybody knows the password; production refuses to start with such a user
 */
public record NewUser(String email, String displayName, Role role, String password, boolean demo) {

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[" + email + ", " + role + (demo ? ", demo]" : "]");
    }
}
