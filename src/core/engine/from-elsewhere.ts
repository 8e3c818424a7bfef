import { type N4aError, UnsupportedRequest } from '../errors/index.ts'

/** @param what that is asked of a run which the Python library made */
export function fromElsewhere(what: string): N4aError {
  const reason =
    'its run is of the Python library, which stores neither where the data were nor models that n4a would load'
  return UnsupportedRequest({ what, reason, instead: 'Run the pipeline here, on the data, and ask that result.' })
}
