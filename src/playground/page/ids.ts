/** Whether one id is of something later than another; Discord's ids are numbers that rise with the time, too long for a number of JavaScript. */
export function isLater(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length;
}
