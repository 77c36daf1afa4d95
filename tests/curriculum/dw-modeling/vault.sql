create table hub_customer (customer_key text primary key, load_date text not null, source text not null);
create table hub_order (order_key text primary key, load_date text not null, source text not null);
create table link_order_customer (order_key text references hub_order, customer_key text references hub_customer, load_date text not null,
  primary key (order_key, customer_key));
create table sat_customer_crm (customer_key text references hub_customer, load_date text, name text, city text, primary key (customer_key, load_date));
create table sat_order (order_key text references hub_order, load_date text, order_date text, amount integer, primary key (order_key, load_date));
