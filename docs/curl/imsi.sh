#!/bin/sh
# What the network knows about a number's SIM card.
. "$(dirname "$0")/daraja.sh"
call /imsi/v1/checkATI "{\"customerNumber\":\"$PHONE\"}"
