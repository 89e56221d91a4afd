#!/bin/sh
# Whose short code that is.
. "$(dirname "$0")/daraja.sh"
call /sfcverify/v1/query/info "{\"IdentifierType\":\"4\",\"Identifier\":\"600000\"}"
