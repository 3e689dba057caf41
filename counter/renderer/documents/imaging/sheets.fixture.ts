import { homography, mapped } from './homography.ts'
import { type Corners, emptyPicture, type Picture, type Point, type Size } from './plane.ts'

/** Light of the ground and of the paper, 0 to 255. */
const sheetLight = { ground: 40, paper: 225 } as const

/** The corners of a sheet of a size that lies turned by an angle (radians) around a place. */
export function turnedSheet(centre: Point, { width, height }: Size, angle: number): Corners {
  const corner = (x: number, y: number): Point => ({
    x: centre.x + x * Math.cos(angle) - y * Math.sin(angle),
    y: centre.y + x * Math.sin(angle) + y * Math.cos(angle),
  })
  const [w, h] = [width / 2, height / 2]
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)]
}

/** A picture of a sheet on a dark table; a black square marks its upper left. `grain` is added to every pixel. */
export function sheetOn(size: Size, corners: Corners, grain: (at: number) => number = () => 0): Picture {
  const picture = emptyPicture(size)
  const unit: Corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ]
  const onto = homography(corners, unit) ?? []
  for (let at = 0; at < size.width * size.height; at += 1) {
    const { x, y } = mapped(onto, { x: at % size.width, y: Math.floor(at / size.width) })
    const isPaper = x >= 0 && x <= 1 && y >= 0 && y <= 1
    const isMark = x > 0.1 && x < 0.25 && y > 0.1 && y < 0.25
    const light = (isPaper && !isMark ? sheetLight.paper : sheetLight.ground) + grain(at)
    picture.data.set([light, light, light, 255], at * 4)
  }
  return picture
}
