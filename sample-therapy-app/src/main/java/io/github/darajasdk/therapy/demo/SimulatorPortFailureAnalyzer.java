package io.github.darajasdk.therapy.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class SimulatorPortFailureAnalyzer extends AbstractFailureAnalyzer<SimulatorPortException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SimulatorPortException cause) {
        return new FailureAnalysis(
                "The simulated M-PESA could not start: port " + cause.port() + " is in use.",
                "Stop what listens there, or choose another port: --" + DemoEnvironment.SIMULATOR_PORT
                        + "=8091 (0 takes any free one). To use a simulator that is running already: --"
                        + DemoEnvironment.SIMULATOR_URL + "=http://127.0.0.1:" + cause.port(),
                cause);
    }
}
