// Every address that no page answers. A route of its own, so that the frame around the error still knows the viewer.

const missing = () => {
  throw new Response(null, { status: 404 });
};

export const loader = missing;
export const action = missing;

export default function MissingPage() {
  return null;
}
