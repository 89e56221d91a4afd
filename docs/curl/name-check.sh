#!/bin/sh
# Who would be paid (B2C Hakikisha).
. "$(dirname "$0")/daraja.sh"
call /mpesa/b2c/hakikisha/v1/hakikisha "{\"header\":{\"requestID\":\"$(uuid)\",\"timestamp\":\"$(date +%s)\"},
  \"body\":{\"msisdn\":\"$PHONE\",\"shortcode\":\"600992\"}}"
