package io.github.darajasdk.callback;

/**
 * A callback path whose mac is ours.
 *
 * @param purpose what the address is for
 * @param reference the reference it was made for
 * @param keyId which key signed it
 */
public record VerifiedPath(CallbackPurpose purpose, String reference, String keyId) {}
