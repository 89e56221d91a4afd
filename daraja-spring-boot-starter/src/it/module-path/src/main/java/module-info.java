module example.consumer {
    requires io.github.darajasdk;
    requires io.github.darajasdk.simulator;

    exports example;
}
