package io.github.darajasdk.spring.web;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackGuard;
import io.github.darajasdk.callback.CallbackUrls;

/**
 * What belongs to one merchant's callback addresses.
 *
 * @param shortCode the merchant
 * @param urls recognises the merchant's addresses
 * @param guard checks requests to them
 */
public record MerchantCallbacks(ShortCode shortCode, CallbackUrls urls, CallbackGuard guard) {}
