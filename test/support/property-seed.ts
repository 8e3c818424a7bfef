import fc from 'fast-check'

/** Property tests draw the same values every time, so that a failure is one of the change at hand. `FC_SEED=7` draws others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 1) })
