package io.github.darajasdk.spring.observe;

import io.github.darajasdk.callback.CallbackUrls;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

/** Blanks the secret part of callback addresses in everything that is observed, such as the path of a request's span. */
public final class CallbackPathMask implements ObservationFilter {

    /** Makes the filter. */
    public CallbackPathMask() {}

    @Override
    public Observation.Context map(Observation.Context context) {
        for (KeyValue keyValue : context.getHighCardinalityKeyValues()) {
            String masked = CallbackUrls.mask(keyValue.getValue());
            if (!masked.equals(keyValue.getValue())) {
                context.addHighCardinalityKeyValue(KeyValue.of(keyValue.getKey(), masked));
            }
        }
        return context;
    }
}
