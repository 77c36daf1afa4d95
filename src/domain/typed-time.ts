/**
 * A time of day as people type it: "09:00", "9", "9.30", "9h30", "0930", "7 pm", "12am", "noon". Null for anything else. A number alone is
 * an hour.
 */
export function parseTime(typed: string): Temporal.PlainTime | null {
  const text = typed.trim().toLowerCase();
  if (text === "noon") return new Temporal.PlainTime(12);
  if (text === "midnight") return new Temporal.PlainTime(0);
  const match =
    /^(?<hour>\d{1,2})(?:\s*[:.h,]\s*(?<minute>\d{2})?(?::00)?|(?<tail>\d{2}))?\s*(?:(?<half>[ap])\.?\s?m\.?|o'clock|uhr|h)?$/u.exec(
      text,
    );
  if (match?.groups === undefined) return null;
  const { hour: hours, minute, tail, half } = match.groups;
  const hour = Number(hours);
  const minutes = Number(minute ?? tail ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const whole = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  if (whole > 23 || minutes > 59) return null;
  return new Temporal.PlainTime(whole, minutes);
}
