import { defineError } from './n4a-error.ts'
import { printable, quote } from './quote.ts'

/** The workspace cannot be used as it stands: exit code 3. */

export const WorkspaceNotWritable = defineError<{ path: string; reason: string }>('WorkspaceNotWritable', {
  kind: 'storage',
  message: ({ path, reason }) => `The workspace ${quote(path)} cannot be written: ${reason}.`,
  hint: 'Choose another folder with --workspace or N4A_WORKSPACE, or mend its permissions.',
})

export const WorkspaceNotReadable = defineError<{ path: string; reason: string }>('WorkspaceNotReadable', {
  kind: 'storage',
  message: ({ path, reason }) => `${quote(path)} cannot be read: ${reason}.`,
  hint: 'Mend its permissions, or ask the one who owns it.',
})

export const WorkspaceLocked = defineError<{ path: string; holder: string }>('WorkspaceLocked', {
  kind: 'storage',
  message: ({ path, holder }) => `${quote(path)} is in use by ${holder}.`,
  hint: 'Wait until it ends, or stop it. A lock whose owner died is taken over after 30 seconds.',
})

export const DamagedFile = defineError<{ path: string; reason: string }>('DamagedFile', {
  kind: 'storage',
  message: ({ path, reason }) => `${quote(path)} is damaged: ${reason}.`,
  hint: 'Restore it from a backup. n4a leaves damaged files as they are.',
})

export const OutsideWorkspace = defineError<{ path: string; root: string; reason: string }>('OutsideWorkspace', {
  kind: 'storage',
  message: ({ path, root, reason }) => `${quote(path)} leads out of ${quote(root)}: ${printable(reason)}.`,
  hint: 'Nothing outside of a workspace is opened through it. Put a copy of the file in the place of the link or path.',
})

export const NewerSchema = defineError<{ path: string; found: string; known: string }>('NewerSchema', {
  kind: 'storage',
  message: ({ path, found, known }) => `${quote(path)} has schema version ${found}; this n4a knows ${known}.`,
  hint: 'Update n4a.',
})

export const DiskFull = defineError<{ path: string; reason: string }>('DiskFull', {
  kind: 'storage',
  message: ({ path, reason }) => `Writing to ${quote(path)} failed: ${reason}.`,
  hint: 'Everything announced before is safe. Free some space, then `n4a runs resume`.',
})

export const RunExists = defineError<{ id: string }>('RunExists', {
  kind: 'storage',
  message: ({ id }) => `There is a run ${quote(id)} in this workspace already.`,
  hint: 'Start it again: a new run gets a new id.',
})

export const RemovedMeanwhile = defineError<{ path: string }>('RemovedMeanwhile', {
  kind: 'storage',
  message: ({ path }) => `${quote(path)} was removed while a run was writing to it.`,
  hint: 'Restore the workspace from a backup and `n4a runs resume`, or start the run again. What stood there is lost.',
})

export const RunDeleted = defineError<{ id: string }>('RunDeleted', {
  kind: 'storage',
  message: ({ id }) => `The run ${quote(id)} was deleted from this workspace and can still be brought back.`,
  hint: 'Bring it back with `n4a runs restore`, or take it away for good with `n4a workspace compact`.',
})

export const RunBeingRemoved = defineError<{ id: string }>('RunBeingRemoved', {
  kind: 'storage',
  message: ({ id }) => `The run ${quote(id)} is being taken away for good: a compaction has begun to.`,
  hint: 'Restore the workspace from a backup where the run is needed. `n4a workspace compact` ends what was begun.',
})

export const NoWorkspace = defineError<{ path: string }>('NoWorkspace', {
  kind: 'storage',
  message: ({ path }) => `There is no workspace ${quote(path)}.`,
  hint: 'Name another folder with --workspace or N4A_WORKSPACE; the first run makes a workspace.',
})

export const ReadOnlyWorkspace = defineError<{ path: string; format: string }>('ReadOnlyWorkspace', {
  kind: 'storage',
  message: ({ path, format }) =>
    `${quote(path)} is a workspace of the Python library (${format}): n4a reads it, and changes nothing in it.`,
  hint: 'Choose another folder with --workspace; `n4a workspace import` copies what it holds into one of ours.',
})

export const NotForeign = defineError<{ path: string }>('NotForeign', {
  kind: 'storage',
  message: ({ path }) => `${quote(path)} is no workspace of the Python library: none of its stores is there.`,
  hint: 'Name the folder with store.sqlite, store.duckdb, *.meta.parquet or <dataset>/predictions.json, or the one above.',
})

export const NodeTooOld = defineError<{ what: string; needed: string }>('NodeTooOld', {
  kind: 'storage',
  message: ({ what, needed }) => `This Node cannot read ${what}: Node ${needed} or later can.`,
  hint: 'Start n4a with a later Node; `n4a doctor` tells which one is used.',
})

export const MissingPackage = defineError<{ what: string; package_name: string }>('MissingPackage', {
  kind: 'storage',
  message: ({ what, package_name }) => `${what} needs the package ${package_name}, which is not installed.`,
  hint: 'It is optional, and large. `npm install` without `--omit=optional` adds it, where there is one for this system.',
})
