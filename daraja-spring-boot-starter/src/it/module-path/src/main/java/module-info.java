module example.consumer {
    requires io.github.darajasdk;
    requires daraja.simulator;

    exports example;
}
