package io.github.darajasdk.simulator.internal.world;

import java.util.Optional;

/** The API operator of all organisations. Guarded by the world's lock. */
public final class Initiator {

    private static final int WRONG_PASSWORDS_UNTIL_LOCK = 3;

    private final String name;
    private final String password;
    private int wrongPasswords;

    Initiator(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** Returns the operator's name. */
    public String name() {
        return name;
    }

    /** Returns the operator's password, before it is encrypted. */
    public String password() {
        return password;
    }

    /** What M-PESA thinks of an initiator and a credential. */
    public enum Verdict {
        /** Both are right. */
        RIGHT,
        /** Result 2001. */
        WRONG,
        /** Result 8006. */
        LOCKED
    }

    /** Checks name and credential and counts the wrong ones. */
    public Verdict check(String givenName, String credential) {
        if (wrongPasswords >= WRONG_PASSWORDS_UNTIL_LOCK) {
            return Verdict.LOCKED;
        }
        if (givenName.equals(name) && InitiatorKey.decrypt(credential).equals(Optional.of(password))) {
            wrongPasswords = 0;
            return Verdict.RIGHT;
        }
        wrongPasswords++;
        return Verdict.WRONG;
    }

    /** Locks the operator, as the shared one of the sandbox often is. */
    public void lock() {
        wrongPasswords = WRONG_PASSWORDS_UNTIL_LOCK;
    }

    /** Unlocks the operator. */
    public void unlock() {
        wrongPasswords = 0;
    }
}
