import { writeFileSync } from 'node:fs';

const file = process.env.KU_BENCH_USAGE;
if (file !== undefined) process.on('exit', () => writeFileSync(file, JSON.stringify(process.resourceUsage())));
