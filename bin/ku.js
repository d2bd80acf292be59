#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { run } from '../bundle/main.js';

// What lives is 45 MB at any size of a corpus; left alone, the heap of a long run grows to five times that before it is swept.
setFlagsFromString('--heap-growing-percent=40');
// Young garbage is swept so often that threads for it cost more than they save: a fifth of the CPU of a run.
setFlagsFromString('--no-parallel-scavenge');
// Optimised code is made for what runs long: made for all that is warm, it costs more than it saves in a run of some thousand documents.
// The V8 of Node 22 and newer counts calls instead, has no such flag, and complains of it.
if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=1200000');

process.exitCode = await run(process.argv.slice(2), process);
