package io.github.darajasdk.therapy.chaos;

/** The dangerous cases, each of which the long form has to meet often enough to mean something. */
enum Sometimes {
    D1("push accepted, and the answer lost", 20),
    D2("callback of a payment lost", 20),
    D3("callback before the push's answer", 20),
    D4("callback delivered several times at once", 20),
    D5("success and failure told of one attempt", 20),
    D6("paid three minutes or more after sending", 20),
    D7("forged callback", 20),
    D8("another amount told than was asked for", 20),
    D9("paid twice after a release or a lie", 20),
    D10("contradiction", 20),
    D11("instance killed", 20),
    D12("database away", 3),
    D13("clock jumped, or an instance's clock was wrong", 3),
    D14("token died before its time", 20),
    D15("phone busy with another menu", 20),
    D16("same payer, phone and amount within two minutes", 20),
    D17("no tokens to be had", 3),
    D18("job of a dead instance taken over", 20),
    D19("restored from a backup", 3),
    D20("one receipt told by several channels", 20),
    D21("callback of another environment", 20),
    D22("paid by the menu", 20),
    D23("push while M-PESA hangs", 20),
    D24("reversed after it was confirmed", 20),
    D25("session cancelled with a push outstanding", 20),
    D26("callback that cannot be read", 20);

    private final String what;
    private final int least;

    /** @param least how often all runs of the long form together have to meet it */
    Sometimes(String what, int least) {
        this.what = what;
        this.least = least;
    }

    String what() {
        return what;
    }

    int least() {
        return least;
    }
}
