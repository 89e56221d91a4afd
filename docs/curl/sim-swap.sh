#!/bin/sh
# When a number's SIM card was last swapped.
. "$(dirname "$0")/daraja.sh"
call /imsi/v2/checkATI "{\"customerNumber\":\"$PHONE\"}"
