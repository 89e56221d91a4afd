package io.github.darajasdk.therapy.chaos;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param figures what is worth a line, in order
 * @param sometimes how often each dangerous case was met
 * @param faults what the network and the storm did, how often
 * @param killedAt instances killed, by place
 */
record ChaosResult(
        ChaosSettings settings,
        Map<String, String> figures,
        Map<Sometimes, Long> sometimes,
        Map<String, Integer> faults,
        Map<String, Integer> killedAt,
        List<Violation> violations) {}
