import type { Report } from './report.ts';
export const siteRows: { id: string; measure(o: { quick: boolean; browser: boolean }): Promise<Report[]> }[] = [];
