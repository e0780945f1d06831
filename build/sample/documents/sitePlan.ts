import type { Book } from '../book/book.ts';
import { choose } from '../choice.ts';

type Box = readonly [x: number, y: number, width: number, height: number];

/** The site plan (施工总平面布置图), drawn as lines on a sheet of its own; which yard lies where depends on the bid. */
export function drawSitePlan(book: Book, bid: string): void {
  book.newPage('landscape');
  const { doc, left } = book;
  const width = doc.page.width - 2 * left;
  book.bookmark(3, '施工总平面布置图');
  book.line('施工总平面布置图（主体结构阶段）', left, 76, 14, { weight: 'bold', align: 'center', width });

  const mirrored = choose(`${bid}/mirror`, [false, true]);
  const x0 = left + 10;
  const y0 = 108;
  const site = { width: width - 20, height: 380 };
  const place = ([x, y, w, h]: Box): Box => [x0 + (mirrored ? site.width - x - w : x), y0 + y, w, h];

  const box = (area: Box, label: string, fill: string, dashed = false): void => {
    const [x, y, w, h] = place(area);
    doc.rect(x, y, w, h).fill(fill);
    doc.lineWidth(1).strokeColor('#333');
    if (dashed) doc.dash(5, { space: 3 });
    doc.rect(x, y, w, h).stroke().undash();
    const lines = label.split('\n');
    lines.forEach((line, index) => {
      book.line(line, x, y + h / 2 - lines.length * 6 + index * 13, 9, { align: 'center', width: w });
    });
  };

  // Fence and the ring road come first, the buildings stand on them.
  doc.lineWidth(2.2).strokeColor('#555').rect(x0, y0, site.width, site.height).stroke();
  const road = place([24, 66, site.width - 48, 270]);
  doc
    .lineWidth(17)
    .strokeColor('#dcdcdc')
    .roundedRect(...road, 16)
    .stroke();
  doc
    .lineWidth(0.6)
    .strokeColor('#999')
    .dash(6, { space: 5 })
    .roundedRect(...road, 16)
    .stroke()
    .undash();

  box([150, 120, 330, 130], '拟建教学楼\n地上五层  12360㎡', '#f7e3c8');
  const [bx, by, , bh] = place([150, 120, 330, 130]);
  doc.lineWidth(0.8).strokeColor('#a33').dash(4, { space: 3 });
  doc
    .moveTo(bx + 165, by)
    .lineTo(bx + 165, by + bh)
    .stroke()
    .undash();
  book.line('后浇带', bx + 169, by + 6, 8, { color: '#a33' });

  const yards: readonly Box[] = [
    [52, 268, 92, 46],
    [158, 268, 92, 46],
    [264, 268, 92, 46],
    [370, 268, 110, 46],
  ];
  const names = choose(`${bid}/yards`, [
    ['钢筋加工棚', '钢筋堆场', '木工加工棚', '模板堆场'],
    ['木工加工棚', '模板堆场', '钢筋加工棚', '钢筋堆场'],
    ['钢筋堆场', '钢筋加工棚', '模板堆场', '木工加工棚'],
  ]);
  yards.forEach((area, index) => {
    box(area, names[index]!, '#dfe9d8');
  });
  box([520, 90, 100, 60], '办公区\n两层箱式房', '#d9e4f2');
  box([520, 170, 100, 56], '生活区\n食堂、宿舍', '#d9e4f2');
  box([520, 250, 100, 64], '砌块、砂浆罐\n安装材料库', '#dfe9d8');
  box([52, 92, 70, 44], '试验室\n标养间', '#eee');
  box([52, 160, 70, 40], '配电房', '#f4d7d7');
  box([52, 216, 70, 34], '消防泵、水池', '#d4ecf4');
  box([70, 346, 74, 26], '洗车台、地磅', '#d4ecf4');
  box([4, 346, 56, 30], '门卫', '#eee');

  const crane = (cx: number, cy: number, radius: number, label: string): void => {
    const [x, y] = place([cx, cy, 0, 0]);
    // The slewing limiter keeps the jib over the site: the circle ends at the fence.
    doc.save().rect(x0, y0, site.width, site.height).clip();
    doc.lineWidth(0.8).strokeColor('#3557a0').dash(7, { space: 4 }).circle(x, y, radius).stroke().undash();
    doc.restore();
    doc.rect(x - 5, y - 5, 10, 10).fill('#3557a0');
    book.line(label, x - 45, y + 8, 8.5, { align: 'center', width: 90, color: '#3557a0' });
  };
  if (choose(`${bid}/cranes`, ['一台', '两台']) === '两台') {
    crane(232, 100, 138, '1号塔吊 R=50m');
    crane(410, 100, 138, '2号塔吊 R=50m');
  } else crane(315, 100, 178, '塔吊 R=60m');

  const gate = place([20, site.height - 2, 60, 6]);
  doc.rect(...gate).fill('#fff');
  book.line('施工大门', gate[0], gate[1] + 10, 9, { align: 'center', width: gate[2], weight: 'bold' });
  book.line('（教学区一侧，全封闭隔声围挡）', x0, y0 - 16, 9, {
    align: 'center',
    width: site.width,
    color: '#555',
  });
  book.line('校外规划道路', x0, y0 + site.height + 8, 9, {
    align: 'center',
    width: site.width,
    color: '#555',
  });

  const north = x0 + site.width - 20;
  doc.polygon([north, y0 + 12], [north - 7, y0 + 36], [north, y0 + 30], [north + 7, y0 + 36]).fill('#222');
  book.line('北', north - 5, y0 + 40, 10, { weight: 'bold' });
}
