-- The grain: one row for each line of an order.
create table fact_sales as
select l.order_id, l.line_no, o.order_date, l.quantity, l.quantity * l.price as revenue
from order_lines l join orders o using (order_id);

-- What the colleague asks for: the order's freight on each of its lines.
create view fact_with_freight as
select f.*, o.freight from fact_sales f join orders o using (order_id);

-- Repair 1: the freight is shared out among the lines, and the cents that are left over go to the first ones.
create view fact_with_share as
select f.*, o.freight / n + (f.line_no <= o.freight % n) as freight_share
from (select *, count(*) over (partition by order_id) as n from fact_sales) f join orders o using (order_id);

-- Repair 2: a fact of its own, with a row for each order.
create table fact_order as select order_id, order_date, freight from orders;
