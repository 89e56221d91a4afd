#!/bin/sh
# What loyalty points are worth.
. "$(dirname "$0")/daraja.sh"
call /v1/lipa/na/bonga/calculate-points '{"points":"40"}'
