// A list of the product as a file for a spreadsheet. No page of its own.
export { loader } from './loader.ts';
